# Con người và niềm tin: in trên bàn đã niêm phong, lưu trữ và xóa, bản nháp, bản sao lưu.
shell-prints-wait = Còn tờ chờ máy in trong hàng đợi. Hãy in xong hoặc hủy (phím P) rồi niêm phong; tờ nào cũng in lại được từ hồ sơ.
notice-written-plain = Đã ghi { $path }. Tệp này NẰM NGOÀI NIÊM PHONG, ai có máy cũng đọc được; nhật ký đã ghi tên bạn.
