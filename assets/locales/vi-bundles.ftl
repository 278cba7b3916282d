# bundles on a stick

event-copy-sent = Gửi bản sao hồ sơ
event-given-over = Bàn giao cho cơ quan khác
event-taken-over = Nhận bàn giao
event-noted-elsewhere = Ghi chú từ cơ quan khác
event-fork-settled = Phân xử hai bản hồ sơ

filter-elsewhere = Nơi khác giữ
refusal-kept-elsewhere = { $office } đang giữ hồ sơ này; ở đây chỉ thêm được ghi chú, muốn xử lý thì đề nghị bàn giao.

fact-partner-trusted = tin khóa của cơ quan
fact-partner-revoked = thôi tin khóa của cơ quan
fact-bundle-made = ghi gói gửi số
fact-bundle-taken = nhận gói số
fact-fork-decided = phân xử hai bản của hồ sơ
