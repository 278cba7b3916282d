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

## Vì sao không làm được (refusals): không được gì, vì sao, làm gì thay
refusal-not-registered = Chưa làm được vì hồ sơ chưa được ghi nhận; hãy ghi nhận hoặc tiếp nhận hồ sơ trước.
refusal-already-registered = Không ghi nhận lần nữa được vì hồ sơ đã có trong sổ; hãy mở hồ sơ đó.
refusal-not-accepted = Chưa làm được vì hồ sơ chưa được tiếp nhận; hãy kiểm tra rồi tiếp nhận trước.
refusal-already-accepted = Không làm được vì hồ sơ đã tiếp nhận xong; nếu còn thiếu giấy tờ, hãy yêu cầu bổ sung khi thẩm định.
refusal-waiting-for-supplement = Chưa làm được vì đang chờ người nộp bổ sung hồ sơ; hãy nhận giấy tờ bổ sung trước.
refusal-no-supplement-asked = Không nhận bổ sung được vì chưa có yêu cầu bổ sung nào; hãy gửi yêu cầu bổ sung trước.
refusal-refuse-instead-of-stop = Không dừng được hồ sơ chưa kiểm tra; hãy từ chối tiếp nhận và ghi rõ lý do.
refusal-not-assigned = Chưa làm được vì hồ sơ chưa có người thụ lý; hãy phân công trước.
refusal-with-other-bodies = Chưa làm được vì hồ sơ đang ở cơ quan liên thông; hãy ghi đủ kết quả của các cơ quan đó trước.
refusal-not-with-other-bodies = Không ghi được kết quả liên thông vì hồ sơ không ở cơ quan nào khác; hãy chuyển liên thông trước.
refusal-no-opinion-asked = Không ghi được ý kiến trả lời vì chưa có văn bản lấy ý kiến nào; hãy gửi lấy ý kiến trước.
refusal-waiting-for-payment = Chưa làm được vì người nộp chưa thực hiện nghĩa vụ tài chính; hãy ghi nhận việc nộp tiền trước.
refusal-no-payment-due = Không ghi nhận nộp tiền được vì hồ sơ không có nghĩa vụ tài chính nào đang chờ; nếu thu phí, hãy dùng mục thu phí, lệ phí.
refusal-already-decided = Không làm được vì hồ sơ đã có quyết định giải quyết; nếu quyết định ghi nhầm, hãy hoàn tác và nêu lý do.
refusal-not-decided = Chưa báo có kết quả được vì hồ sơ chưa có quyết định; hãy ghi quyết định giải quyết trước.
refusal-result-not-ready = Chưa trả kết quả được vì kết quả chưa về đến quầy; hãy báo đã có kết quả trước.
refusal-result-with-post = Không làm tại quầy được vì kết quả đang ở bưu chính; hãy ghi kết quả phát hoặc chuyển hoàn trước.
refusal-not-with-post = Không ghi được việc phát bưu gửi vì bưu chính không giữ kết quả; hãy giao bưu chính trước.
refusal-case-ended = Không làm được vì hồ sơ đã kết thúc; chỉ còn ghi chú, đính chính hoặc hoàn tác có lý do.
refusal-reason-missing = Chưa ghi được vì thiếu lý do; hãy viết rõ lý do để trả lời người nộp.
refusal-document-missing = Chưa ghi được vì thiếu số văn bản làm căn cứ; hãy nhập số văn bản.
refusal-field-missing = Chưa ghi được vì ô “{ $field }” còn trống; hãy nhập ô này.
refusal-field-invalid = Chưa ghi được vì ô “{ $field }” không nhận giá trị “{ $value }”; hãy nhập lại.
refusal-procedure-unknown = Không tiếp nhận được vì danh mục không có thủ tục mã { $code }; hãy chọn thủ tục trong danh mục.
refusal-procedure-not-in-force = Không tiếp nhận được vì thủ tục { $code } không có bản nào còn hiệu lực ngày { $day }; hãy chọn thủ tục thay thế.
refusal-papers-missing = Chưa tiếp nhận được vì hồ sơ còn thiếu: { $papers }; hãy yêu cầu bổ sung hoặc từ chối tiếp nhận.
refusal-post-address-missing = Không trả qua bưu chính được vì chưa có địa chỉ nhận; hãy nhập địa chỉ hoặc trả tại quầy.
refusal-nothing-asked = Chưa gửi yêu cầu bổ sung được vì chưa ghi cần bổ sung gì; hãy kê đủ giấy tờ trong một lần.
refusal-in-the-future = Không ghi được vì thời điểm { $at } chưa đến; hãy nhập thời điểm không sau lúc này.
refusal-before-last-event = Không ghi được vì thời điểm { $at } trước việc đã ghi gần nhất lúc { $last }; hãy nhập thời điểm từ lúc đó trở đi.
refusal-calendar-does-not-cover = Chưa hẹn ngày được vì lịch làm việc { $calendar } chưa có ngày { $day }; hãy cập nhật lịch rồi làm lại.
refusal-no-rules-for = Chưa làm được vì không có bộ quy định nào cho ngày { $day }; hãy kiểm tra lại ngày hoặc bổ sung bộ quy định.
refusal-limit-not-countable = Chưa hẹn ngày được vì thời hạn “{ $limit }” không tính được từ ngày tiếp nhận; hãy kiểm tra thời hạn trong thủ tục.
refusal-second-extension = Không hẹn lại được nữa vì hồ sơ đã dùng hết lần gia hạn; hãy giải quyết theo ngày đã hẹn và giải trình nếu trễ.
refusal-extension-pending = Không xin hẹn lại lần nữa được vì đề nghị trước chưa được duyệt; hãy chờ kết quả duyệt.
refusal-no-extension-asked = Không duyệt được vì chưa có đề nghị hẹn lại; hãy lập đề nghị trước.
refusal-own-proposal = Không tự duyệt đề nghị của mình được; hãy để người có thẩm quyền khác duyệt.
refusal-opinion-unknown = Không ghi được vì ý kiến số { $number } không có hoặc đã trả lời; hãy chọn ý kiến đang chờ.
refusal-leg-unknown = Không ghi được vì chặng liên thông số { $number } không có, chưa đến lượt hoặc đã xong; hãy chọn chặng đang xử lý.
refusal-route-empty = Chưa chuyển được vì chưa chọn cơ quan nhận; hãy chọn ít nhất một cơ quan.
refusal-others-still-open = Chưa làm được vì còn { $open } việc phối hợp chưa xong; hãy ghi kết quả của các việc đó trước.
refusal-amount-missing = Chưa ghi được vì số tiền phải lớn hơn 0; hãy nhập số tiền.
refusal-two-deliveries-failed = Không phát tiếp được vì bưu chính đã phát không thành công đủ số lần; hãy ghi nhận bưu gửi chuyển hoàn.
refusal-authority-missing = Chưa trả cho người này được vì chưa có giấy ủy quyền; hãy nhập số giấy ủy quyền hoặc trả cho chủ hồ sơ.
refusal-no-step-left = Không chuyển bước được vì đã hết các bước nội bộ; hãy ghi quyết định giải quyết.
refusal-nothing-to-undo = Không hoàn tác được vì hồ sơ không có việc nào hoàn tác được; nếu ghi sai, hãy dùng đính chính.
refusal-not-reversible = Không hoàn tác được vì việc gần nhất đã báo cho người nộp; hãy đính chính hoặc làm bước nghiệp vụ phù hợp.
refusal-not-correctable = Không đính chính được vì hồ sơ chưa có thông tin này; hãy ghi thông tin đó trước.
refusal-history-full = Không ghi thêm được vì lịch sử hồ sơ đã quá dài; hãy báo người quản trị kiểm tra.

## Hồ sơ đang ở đâu
stage-blank = Chưa ghi nhận
stage-arrived = Chờ tiếp nhận
stage-intake-supplement = Chờ bổ sung (tiếp nhận)
stage-refused-at-intake = Từ chối tiếp nhận
stage-received = Đã tiếp nhận
stage-in-process = Đang xử lý
stage-with-agencies = Đang liên thông
stage-appraisal-supplement = Chờ bổ sung (thẩm định)
stage-awaiting-payment = Chờ nghĩa vụ tài chính
stage-decided = Đã quyết định
stage-result-ready = Chờ trả kết quả
stage-with-post = Đã giao bưu chính
stage-back-from-post = Bưu chính chuyển hoàn
stage-handed-over = Đã trả kết quả
stage-withdrawn = Đã rút hồ sơ
stage-stopped = Đã dừng xử lý

## Lịch sử hồ sơ
event-arrived = Ghi nhận hồ sơ đến
event-received = Đã tiếp nhận, cấp mã, hẹn ngày
event-refused-at-intake = Từ chối tiếp nhận
event-intake-supplement-requested = Yêu cầu bổ sung khi tiếp nhận
event-appraisal-supplement-requested = Yêu cầu bổ sung khi thẩm định
event-supplement-received = Đã nhận bổ sung
event-assigned = Phân công thụ lý
event-step-finished = Xong một bước
event-opinion-asked = Gửi lấy ý kiến
event-opinion-answered = Nhận ý kiến trả lời
event-verified = Đã xác minh
event-transferred = Chuyển liên thông
event-leg-returned = Nhận kết quả liên thông
event-payment-required = Yêu cầu nghĩa vụ tài chính
event-payment-received = Đã thực hiện nghĩa vụ tài chính
event-fee-collected = Đã thu phí, lệ phí
event-extension-asked = Đề nghị hẹn lại ngày trả
event-extension-granted = Duyệt ngày hẹn lại
event-extension-refused = Không duyệt ngày hẹn lại
event-decided = Đã quyết định giải quyết
event-result-ready = Đã có kết quả tại quầy
event-given-to-post = Giao bưu chính
event-delivered = Bưu chính đã phát
event-undelivered = Bưu chính phát không thành công
event-returned-by-post = Bưu chính chuyển hoàn
event-handed-over = Đã trả kết quả
event-withdrawn = Người nộp rút hồ sơ
event-stopped = Dừng xử lý
event-noted = Ghi chú
event-corrected = Đính chính
event-undone = Hoàn tác

## Việc trên một hồ sơ
action-register-arrival = Ghi nhận hồ sơ đến
action-receive = Tiếp nhận hồ sơ
action-accept = Tiếp nhận và hẹn trả
action-refuse-intake = Từ chối tiếp nhận
action-request-intake-supplement = Yêu cầu bổ sung (tiếp nhận)
action-request-appraisal-supplement = Yêu cầu bổ sung (thẩm định)
action-receive-supplement = Nhận hồ sơ bổ sung
action-assign = Phân công thụ lý
action-finish-step = Hoàn thành bước
action-ask-opinion = Lấy ý kiến phối hợp
action-record-opinion = Ghi ý kiến trả lời
action-record-verification = Ghi kết quả xác minh
action-transfer = Chuyển liên thông
action-record-leg-result = Ghi kết quả liên thông
action-require-payment = Yêu cầu nghĩa vụ tài chính
action-record-payment = Ghi nhận đã nộp tiền
action-collect-fee = Thu phí, lệ phí
action-ask-extension = Đề nghị hẹn lại ngày trả
action-grant-extension = Duyệt ngày hẹn lại
action-refuse-extension = Không duyệt ngày hẹn lại
action-decide = Quyết định giải quyết
action-mark-ready = Báo đã có kết quả
action-give-to-post = Giao bưu chính
action-record-delivery = Ghi nhận đã phát
action-record-undelivered = Ghi nhận phát không được
action-record-post-return = Ghi nhận chuyển hoàn
action-hand-over = Trả kết quả tại quầy
action-withdraw = Ghi nhận rút hồ sơ
action-stop = Dừng giải quyết hồ sơ
action-add-note = Ghi chú
action-correct = Đính chính
action-undo = Hoàn tác

## Trạng thái trên Cổng Dịch vụ công quốc gia
status-submitted = Mới đăng ký
status-received = Được tiếp nhận
status-not-received = Không được tiếp nhận
status-in-process = Đang xử lý
status-supplement-requested = Yêu cầu bổ sung giấy tờ
status-payment-required = Yêu cầu nghĩa vụ tài chính
status-withdrawn = Công dân yêu cầu rút hồ sơ
status-stopped = Dừng xử lý
status-handled = Đã xử lý xong
status-returned = Đã trả kết quả

## Tên các ô
field-answer = Nội dung trả lời
field-answer-by = Trả lời trước ngày
field-approver = Người duyệt
field-body = Cơ quan
field-content = Nội dung
field-days = Số đơn vị gia hạn
field-decision-document = Số văn bản kết quả
field-filer-name = Tên người nộp
field-holder = Người thụ lý
field-level = Mức độ dịch vụ công
field-note = Ghi chú
field-owner-address = Địa chỉ chủ hồ sơ
field-owner-email = Thư điện tử chủ hồ sơ
field-owner-id = Số giấy tờ chủ hồ sơ
field-owner-name = Tên chủ hồ sơ
field-owner-phone = Điện thoại chủ hồ sơ
field-participants = Thành phần tham gia
field-place = Địa điểm
field-post-address = Địa chỉ nhận qua bưu chính
field-post-item = Số hiệu bưu gửi
field-result = Kết quả
field-sets = Số bộ hồ sơ
field-summary = Nội dung đề nghị
field-task = Nội dung công việc

## Điều nên biết trước khi làm
caution-another-round = Đã yêu cầu bổ sung { $rounds } lần; không nên để người nộp phải đi lại thêm.
caution-notice-late = Hạn thông báo bổ sung là { $last }; yêu cầu này đã muộn.
caution-opinions-open = Còn { $open } ý kiến chưa trả lời.
caution-unverified = Có thông tin của thủ tục chưa được đối chiếu với văn bản.

## Bộ lọc và thứ tự của danh sách
filter-new-online = Mới nộp trực tuyến
filter-awaiting-intake = Chờ tiếp nhận
filter-unassigned = Chờ phân công
filter-in-process = Đang xử lý
filter-due-soon = Sắp đến hạn
filter-overdue = Trễ hẹn
filter-awaiting-supplement = Chờ bổ sung
filter-awaiting-payment = Chờ nghĩa vụ tài chính
filter-awaiting-others = Chờ cơ quan khác
filter-awaiting-return = Chờ trả kết quả
filter-with-post = Đã giao bưu chính
filter-finished = Đã kết thúc
filter-all = Tất cả
sort-urgency = Gấp trước
sort-arrived = Mới đến trước
sort-code = Mã hồ sơ
sort-owner = Tên chủ hồ sơ
sort-procedure = Thủ tục
sort-stage = Trạng thái

## Hồ sơ: cách nộp, người nộp, tiền, giấy tờ
channel-direct = Trực tiếp
channel-online = Trực tuyến
channel-post = Bưu chính công ích
party-kind-citizen = Công dân
party-kind-business = Doanh nghiệp
party-kind-state-body = Cơ quan nhà nước
party-kind-organisation = Tổ chức khác
payment-cash = Tiền mặt
payment-transfer = Chuyển khoản
payment-online = Trực tuyến
payment-post = Qua bưu chính
paper-form-original = Bản chính
paper-form-certified = Bản chứng thực
paper-form-copy = Bản sao

## Vai trò tại quầy
role-intake = Cán bộ tiếp nhận
role-return = Cán bộ trả kết quả
role-handler = Chuyên viên thụ lý
role-unit-head = Lãnh đạo phòng
role-desk-head = Trưởng Bộ phận Một cửa
role-clerk = Văn thư
role-accountant = Kế toán
role-administrator = Quản trị
role-viewer = Chỉ xem

## Thời hạn và kết quả
timeliness-early = Trước hạn
timeliness-on-time = Đúng hạn
timeliness-late = Trễ hạn
standing-no-promise = Chưa hẹn ngày
standing-held = Tạm dừng tính giờ
standing-in-time = Còn hạn
standing-overdue = Quá hạn
standing-early = Xong trước hạn
standing-on-time = Xong đúng hạn
standing-late = Xong trễ hạn
standing-ended = Đã kết thúc, không có kết quả
outcome-granted = Đồng ý giải quyết
outcome-refused-on-merits = Từ chối giải quyết
route-in-order = Lần lượt
route-parallel = Cùng lúc
route-other-level = Khác cấp
span-month = Tháng
span-year = Năm
span-five-years = Năm năm
