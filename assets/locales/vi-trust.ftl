# Con người và niềm tin: in trên bàn đã niêm phong, lưu trữ và xóa, bản nháp, bản sao lưu.
shell-prints-wait = Còn tờ chờ máy in trong hàng đợi. Hãy in xong hoặc hủy (phím P) rồi niêm phong; tờ nào cũng in lại được từ hồ sơ.
notice-written-plain = Đã ghi { $path }. Tệp này NẰM NGOÀI NIÊM PHONG, ai có máy cũng đọc được; nhật ký đã ghi tên bạn.
refusal-retention-runs = Hồ sơ { $code } còn phải lưu đến { $until } nên chưa xóa được; thời hạn lưu ghi trong retention.toml.
refusal-under-hold = Hồ sơ { $code } đang được giữ lại (khiếu nại, tòa án, thanh tra); thôi giữ rồi mới đề nghị xóa.
refusal-proposal-unknown = Không có đề nghị xóa số { $number } đang chờ; xem motcua retention list.
refusal-too-many-at-once = Một đề nghị nhiều nhất { $most } hồ sơ; hãy chia ra.
refusal-desk-is-plain = Cơ quan chưa niêm phong nên không xóa hẳn được; hãy chạy motcua seal trước.
shell-no-schedule = Chưa có thời hạn lưu: hãy ghi vào tệp { $file } theo danh mục của cơ quan, mỗi mục [[keep]] có procedure hoặc field, years (hoặc forever = true) và basis. Chương trình không tự đặt thời hạn nào.
shell-nothing-due = Không có hồ sơ nào hết hạn lưu mà không bị giữ lại (theo { $file }).
shell-held = Đã giữ lại { $count } hồ sơ.
shell-released = Đã thôi giữ { $count } hồ sơ.
shell-proposed = Đã ghi đề nghị xóa số { $number }, { $count } hồ sơ. Người khác có thẩm quyền duyệt bằng: motcua retention erase { $number }
shell-proposal = đề nghị { $number }: { $count } hồ sơ, { $by }, { $at }: { $basis }
shell-kept-over = { $code }  kết thúc { $ended }, lưu đến { $until }: ĐÃ HẾT HẠN
shell-kept-held = { $code }  kết thúc { $ended }: ĐANG GIỮ LẠI
shell-kept-until = { $code }  kết thúc { $ended }, lưu đến { $until }
shell-kept = { $code }  kết thúc { $ended }, chưa có thời hạn hoặc lưu vĩnh viễn
shell-erased = Đã xóa hẳn { $count } hồ sơ khỏi dữ liệu đang dùng. Bản sao lưu cũ trong thư mục của bàn ({ $backups }) còn đọc được đến hết { $until }; bản chép nơi khác do cơ quan hủy.
