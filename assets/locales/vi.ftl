### Tiếng Việt của màn hình. Ngắn, đúng văn phong hành chính; mỗi mục có thể có .short cho chân trang.

## Lệnh: hệ thống
command-quit = Thoát chương trình
    .short = Thoát
command-help = Trợ giúp phím
    .short = Trợ giúp
command-palette = Tìm lệnh theo tên
    .short = Lệnh
command-refresh = Làm mới màn hình
command-suspend = Tạm ra dòng lệnh
command-toggle-telex = Bật/tắt gõ tiếng Việt
    .short = Gõ Việt
command-toggle-theme = Đổi bảng màu
command-toggle-language = Đổi ngôn ngữ (Việt/Anh)
command-choose-person = Chọn người đang làm việc
    .short = Người làm
command-show-messages = Xem các thông báo

## Lệnh: di chuyển
command-go-queue = Sang danh sách hồ sơ
    .short = Hồ sơ
command-go-case = Sang chi tiết hồ sơ
    .short = Chi tiết
command-go-report = Sang báo cáo
    .short = Báo cáo
command-go-late = Sang hồ sơ trễ hẹn
    .short = Trễ hẹn
command-next-pane = Sang khung kế tiếp
    .short = Khung sau
command-previous-pane = Về khung trước
    .short = Khung trước
command-move-up = Lên một dòng
    .short = Lên
command-move-down = Xuống một dòng
    .short = Xuống
command-move-left = Sang trái
    .short = Trái
command-move-right = Sang phải
    .short = Phải
command-page-up = Lên một trang
command-page-down = Xuống một trang
command-move-top = Về dòng đầu
    .short = Đầu
command-move-bottom = Đến dòng cuối
    .short = Cuối
command-open = Mở mục đang chọn
    .short = Mở
command-back = Đóng hoặc quay lại
    .short = Quay lại

## Lệnh: danh sách
command-next-filter = Bộ lọc kế tiếp
    .short = Lọc sau
command-previous-filter = Bộ lọc trước
    .short = Lọc trước
command-search = Tìm kiếm
    .short = Tìm
command-clear-search = Bỏ tìm kiếm
    .short = Bỏ tìm
command-next-sort = Sắp xếp theo cột khác
    .short = Sắp xếp
command-reverse-sort = Đảo thứ tự
command-toggle-tag = Đánh dấu/bỏ dấu dòng
    .short = Đánh dấu
command-tag-matching = Đánh dấu theo mẫu
command-clear-tags = Bỏ mọi đánh dấu

## Lệnh: việc tại quầy
command-new-case = Tiếp nhận hồ sơ mới
    .short = Hồ sơ mới
command-register-arrival = Ghi nhận hồ sơ gửi đến
    .short = Hồ sơ đến
command-explain-date = Vì sao hẹn ngày này?
    .short = Vì sao?
command-show-history = Lịch sử hồ sơ
    .short = Lịch sử
command-add-note = Ghi chú vào hồ sơ
    .short = Ghi chú
command-show-procedure = Hướng dẫn thủ tục
    .short = Thủ tục
command-show-actions = Việc được làm lúc này
    .short = Thao tác

## Lệnh: thao tác nghiệp vụ trên một hồ sơ
command-accept = Tiếp nhận và hẹn trả kết quả
    .short = Tiếp nhận
command-refuse-intake = Từ chối tiếp nhận
command-request-supplement = Yêu cầu bổ sung hồ sơ
    .short = Yêu cầu bổ sung
command-receive-supplement = Nhận hồ sơ bổ sung
    .short = Nhận bổ sung
command-assign = Phân công thụ lý
    .short = Phân công
command-finish-step = Hoàn thành bước
    .short = Xong bước
command-ask-opinion = Lấy ý kiến phối hợp
    .short = Lấy ý kiến
command-record-opinion = Ghi ý kiến trả lời
command-record-verification = Ghi kết quả xác minh
command-transfer = Chuyển cơ quan khác xử lý
    .short = Chuyển
command-record-leg-result = Ghi kết quả liên thông
command-require-payment = Yêu cầu nộp nghĩa vụ tài chính
command-record-payment = Ghi nhận đã nộp tiền
command-collect-fee = Thu phí, lệ phí
    .short = Thu phí
command-ask-extension = Xin lỗi và hẹn lại ngày trả
    .short = Hẹn lại
command-grant-extension = Duyệt ngày hẹn lại
command-refuse-extension = Không duyệt ngày hẹn lại
command-decide-grant = Quyết định giải quyết
command-decide-refuse = Từ chối giải quyết
command-mark-ready = Báo đã có kết quả
    .short = Có kết quả
command-give-to-post = Giao bưu chính trả kết quả
    .short = Giao bưu chính
command-record-delivery = Ghi nhận bưu chính đã phát
command-record-undelivered = Ghi nhận không phát được
command-record-post-return = Ghi nhận bưu gửi chuyển hoàn
command-hand-over = Trả kết quả tại quầy
    .short = Trả kết quả
command-withdraw = Ghi nhận xin rút hồ sơ
    .short = Rút hồ sơ
command-stop = Dừng giải quyết hồ sơ
    .short = Dừng
command-correct = Đính chính thông tin
    .short = Đính chính
command-undo = Hoàn tác việc vừa ghi
    .short = Hoàn tác

## Lệnh: nhập liệu
command-save = Lưu
command-save-and-new = Lưu và nhập hồ sơ tiếp
    .short = Lưu, tiếp
command-dup-field = Chép ô này từ hồ sơ trước
    .short = Chép trước
command-next-field = Sang ô sau
    .short = Ô sau
command-previous-field = Về ô trước
    .short = Ô trước
command-clear-field = Xóa trắng ô
    .short = Xóa ô
command-choose-value = Chọn từ danh sách
    .short = Chọn

## Lệnh: báo cáo
command-next-report = Báo cáo kế tiếp
command-previous-report = Báo cáo trước
command-next-period = Kỳ sau
command-previous-period = Kỳ trước
command-set-period = Chọn kỳ báo cáo
    .short = Chọn kỳ
command-export-report = Xuất báo cáo ra tệp
    .short = Xuất tệp

## Nhóm lệnh
group-navigation = Di chuyển
group-rows = Danh sách
group-desk = Việc tại quầy
group-action = Nghiệp vụ hồ sơ
group-form = Nhập liệu
group-report = Báo cáo
group-system = Hệ thống

## Khung
pane-any = Mọi nơi
pane-queue = Danh sách hồ sơ
pane-case = Chi tiết hồ sơ
pane-report = Báo cáo
pane-late = Hồ sơ trễ hẹn
pane-form = Biểu mẫu
pane-list = Danh sách chọn
pane-text = Ô soạn thảo
pane-page = Trang xem

## Tình trạng thời hạn
urgency-due-ok = Còn hạn
urgency-due-soon = Sắp đến hạn
urgency-overdue = Trễ hẹn
urgency-waiting = Tạm dừng
urgency-done = Đã xong

## Cách gõ, ngôn ngữ, bảng màu
typing-telex = Telex
typing-vni = VNI
typing-off = Tắt gõ
language-vi = Tiếng Việt
language-en = Tiếng Anh
theme-dark = Tối
theme-light = Sáng
theme-high-contrast = Tương phản cao
theme-mono = Đơn sắc
keymap-default = Mặc định
keymap-vim = Kiểu Vim
keymap-classic = Phím chức năng

## Lỗi trong tệp cấu hình
fault-at = { $file }, dòng { $line }, cột { $column }: { $what }
fault-did-you-mean = { $what } (có phải “{ $nearest }”?)
fault-fallback = Tệp { $file } có { $count } lỗi; đang dùng bản có sẵn.
fault-syntax = Sai cú pháp TOML: { $detail }
fault-not-text = Không phải tệp văn bản UTF-8
fault-too-large = Tệp lớn quá { $limit } byte
fault-unknown-field = Không có mục “{ $name }”
fault-missing-field = Thiếu mục “{ $name }”
fault-wrong-type = Mục “{ $name }” phải là { $expected ->
    [text] chữ trong ngoặc kép
    [number] một số nguyên
    [table] một bảng
    [switch] true hoặc false
   *[list] một danh sách chữ
}
fault-unknown-value = “{ $name }” không có giá trị “{ $value }”
fault-unknown-pane = Không có khung “{ $name }”
fault-unknown-command = Không có lệnh “{ $name }”
fault-unknown-key = Không có phím “{ $name }”
fault-key-length = Chuỗi phím “{ $keys }” phải có từ 1 đến { $limit } phím
fault-reserved-key = Phím “{ $name }” thuộc về thiết bị đầu cuối, không gán được
fault-duplicate-key = Phím “{ $keys }” gán hai lần trong khung “{ $pane }”, trước đó ở dòng { $line }
fault-hidden-key = Phím “{ $keys }” che mất “{ $longer }”
fault-text-key = Phím chữ “{ $keys }” không gán được trong khung gõ chữ “{ $pane }”
fault-out-of-place = Lệnh “{ $command }” không dùng được trong khung “{ $pane }”
fault-single-key-act = Thao tác hồ sơ “{ $command }” phải gán từ hai phím trở lên
fault-unbound = Lệnh “{ $command }” chưa có phím nào
fault-unknown-role = Không có vai trò màu “{ $name }”
fault-missing-role = Thiếu vai trò màu “{ $name }”
fault-unknown-colour = Không có màu “{ $name }”
fault-unknown-modifier = Không có kiểu chữ “{ $name }”
fault-contrast = Chữ “{ $role }” khó đọc: tương phản { $ratio }, cần ít nhất { $least }
fault-unknown-parent = Không có bản gốc “{ $name }” để kế thừa
fault-cycle = Kế thừa vòng tròn qua “{ $name }”
