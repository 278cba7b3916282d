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

# exchange: why nothing was done
exchange-unknown-office = Không có cơ quan nào như vậy, hoặc nhiều cơ quan cùng tên gần giống. Xem motcua bundle offices.
exchange-not-trusted = Cơ quan này đã hết hạn tin hoặc đã bị thôi tin; không gửi và không nhận gì. Trưởng bộ phận đối chiếu lại vân tay rồi tin lại.
exchange-other-fingerprint = Vân tay vừa gõ khác vân tay trong thẻ; chưa tin gì. Nghe đọc lại từng nhóm; nếu vẫn khác thì thẻ không phải của cơ quan đó.
exchange-no-witness = Cần hai người cùng đối chiếu vân tay: người thứ hai phải làm việc ở đây và khác người thứ nhất.
exchange-own-card = Đây là thẻ của chính cơ quan này. Cần thẻ của cơ quan kia.
exchange-nothing-to-send = Không có gì để gửi: chọn hồ sơ, gói dữ liệu, hoặc chờ có thay đổi.
exchange-not-to-give = Hồ sơ { $code } không gửi hay bàn giao được từ đây: nơi khác đang giữ, hoặc hồ sơ đã kết thúc.
exchange-taken-before = Gói này đã nhận rồi: không có gì mới, không có gì thay đổi.
exchange-forks = Lịch sử hai bên không khớp ({ $count } chỗ); chưa nhận gì. Gọi hỏi nơi gửi; nếu vẫn nhận thì ghi lý do (--despite).
exchange-misfit = Trong gói có hồ sơ mà lịch sử không liền mạch; chưa nhận gì. Báo nơi gửi ghi lại gói.
exchange-unclean = Trong gói có hồ sơ chứa ký tự ẩn hoặc điều khiển; chưa nhận gì. Báo nơi gửi.
exchange-pack = Gói dữ liệu { $name } có lỗi, nên không nhận gì cả: { $why }
exchange-pack-name = Tệp { $name } có tên không gửi được: chỉ dùng chữ thường không dấu, số và gạch nối.
exchange-not-there = Không thấy gói, tệp hoặc xung đột đó; có thể nơi nhận đã báo nhận được. Xem motcua bundle offices.
exchange-other-file = Trên USB đã có tệp khác cùng tên: { $file }. Chuyển tệp đó đi rồi làm lại.
exchange-not-read-back = Ghi xong nhưng đọc lại không khớp: USB có thể hỏng. Gói vẫn còn ở đây; dùng USB khác và lệnh motcua bundle again.
exchange-io = USB hoặc đĩa báo lỗi: { $why }. Dữ liệu của cơ quan không đổi.
exchange-not-whole = Tệp này không phải một gói nguyên vẹn ({ $why }); chưa nhận gì. Chép lại từ nơi gửi.
exchange-too-large = Gói vượt giới hạn ({ $why }); chưa đọc và chưa nhận gì.
exchange-stranger = Không rõ ai gửi gói này: khóa của nơi gửi chưa được tin. Lấy thẻ của họ và đối chiếu vân tay trước.
exchange-signature = Chữ ký của gói không đúng: gói đã bị sửa hoặc do người khác làm. Chưa nhận gì.
exchange-not-for-us = Gói này gửi cho cơ quan khác; không mở được ở đây.

# bundles: previews
bundle-from = Gói số { $number } từ { $office }, ghi lúc { $at }
bundle-missing = Chưa tới gói số { $numbers }: hỏi nơi gửi (motcua bundle again); gói sau vẫn nhận được.
bundle-late = Gói này cũ hơn gói đã nhận; chỉ phần chưa có mới được thêm.
bundle-new = Hồ sơ mới ở đây ({ $count }):
bundle-newer = Hồ sơ có thay đổi ({ $count }):
bundle-notes = Chỉ có ghi chú mới ({ $count }):
bundle-forked = Hai bản khác nhau, chờ phân xử ({ $count }):
bundle-older = Bản ở đây mới hơn ({ $count })
bundle-same = Đã có đủ ({ $count })
bundle-no-code = (chưa có mã)
bundle-events = { $count } việc mới
bundle-comes-here = BÀN GIAO CHO ĐÂY
bundle-relayed = { $office } giữ, nơi gửi chuyển tiếp
bundle-pack-new = Gói dữ liệu mới: { $name }
bundle-pack-changed = Gói dữ liệu thay bản đang dùng: { $name }
bundle-pack-same = Gói dữ liệu giống bản đang dùng: { $name }
bundle-pack-faulty = Gói dữ liệu CÓ LỖI, cả gói này không nhận được: { $name }
bundle-nothing-new = Không có gì mới.
bundle-how-to-take = Chưa nhận gì. Để nhận: motcua bundle take TỆP --accept { $code }
bundle-made = Đã ghi gói số { $number } cho { $office }: { $cases } hồ sơ, trong đó bàn giao { $given }; { $packs } gói dữ liệu.
bundle-brought = Đã chép lên USB và đọc lại đúng: { $file }
bundle-not-brought = Gói số { $number } đã ghi sổ nhưng chưa lên USB. Chép lại: motcua bundle again "{ $office }" { $number } USB
bundle-taken = Đã nhận: { $changed } hồ sơ thay đổi, { $came } hồ sơ được bàn giao về đây, { $held } chờ phân xử, { $packs } gói dữ liệu.

# bundles: what does not fit
fork-number-taken = KHÔNG KHỚP: đã nhận một gói khác cũng mang số { $number }. Nơi gửi có thể đã khôi phục bản cũ hoặc có hai máy cùng một bản sao; gọi hỏi.
fork-other-before = KHÔNG KHỚP: gói này nối sau một gói số { $number } khác gói đã nhận. Gọi hỏi nơi gửi.
fork-their-history = KHÔNG KHỚP: lịch sử nơi gửi khác với điều họ đã báo ở mốc { $number }. Có thể họ đã khôi phục bản cũ, hoặc sổ đã bị sửa; gọi hỏi.
fork-our-history = KHÔNG KHỚP: nơi gửi đã thấy một lịch sử khác của cơ quan này ở mốc { $number }. Có thể máy này đã khôi phục bản cũ; chạy motcua check, đối chiếu phiếu chốt ngày.

# bundles: offices and cards
partner-none = Chưa trao đổi với cơ quan nào. Bắt đầu bằng motcua bundle card.
partner-trusted = tin đến hết { $day }
partner-expired = HẾT HẠN TIN từ sau { $day }
partner-revoked = THÔI TIN: { $why }
partner-counts = đã gửi { $made } gói, bên kia báo nhận đủ đến số { $receipt }; đã nhận đến số { $taken }
card-written = Đã ghi thẻ. Đọc to tám nhóm này cho cơ quan kia, hai bên hai người: { $fingerprint }
card-read = Thẻ của { $office } ({ $code }). Chưa tin gì. Gọi cơ quan đó, nghe họ đọc tám nhóm, hai người cùng nghe, rồi gõ lại: --fingerprint "…" --witness MÃ
card-trusted = Từ nay tin { $office }.
card-revoked = Thôi tin { $office }; gói của họ không vào được nữa.
shell-no-stick = Không có thư mục { $dir }. Cắm USB rồi chỉ đúng thư mục.
shell-no-filter = Không có bộ lọc { $name }. Có: { $known }

# bundles: two versions
conflict-none = Không có hồ sơ nào chờ phân xử.
conflict-open = { $count } hồ sơ có hai bản, chờ phân xử: motcua bundle conflicts
conflict-title = { $code } { $owner }: chung { $common } việc đầu, rồi khác nhau (gói số { $number } từ { $office })
conflict-ours = Bản ở đây
conflict-theirs = Bản từ nơi gửi
conflict-decided = Đã phân xử hồ sơ { $code }; quyết định nằm trong lịch sử hồ sơ và đi cùng gói sau.

# bundles on the screen
command-show-bundles = Gói trên USB với nơi khác
form-bundle = Gói trên USB
page-bundle = Gói trên USB
field-bundle-task = Việc
field-stick-file = Tệp gói hoặc thư mục USB
field-stick-code = Mã xác nhận đã đọc
field-stick-despite = Lý do nhận dù không khớp
field-stick-office = Cơ quan nhận
field-stick-folder = Thư mục trên USB
field-bundle-what = Hồ sơ gửi đi
field-stick-give = Bàn giao cho nơi nhận
field-stick-packs = Kèm thủ tục, lịch, mẫu
field-stick-conflict = Hồ sơ có hai bản
field-bundle-version = Bản nào đúng
bundle-task-look = Xem trước một gói
bundle-task-take = Nhận gói đã xem
bundle-task-send = Ghi gói lên USB
bundle-task-state = Xem nơi gửi, gói thiếu, hai bản
bundle-task-decide = Phân xử hai bản
bundle-what-changed = Hồ sơ nơi nhận đã có, vừa đổi
bundle-what-current = Hồ sơ đang chọn
bundle-what-tagged = Hồ sơ đã đánh dấu
bundle-what-shown = Mọi hồ sơ trong danh sách
bundle-what-nothing = Không có hồ sơ
bundle-version-ours = Bản ở đây
bundle-version-theirs = Bản từ nơi gửi
bundle-read-then-take = Chưa nhận gì. Đọc xong đóng trang này rồi gõ mã { $code } để nhận.
exchange-other-code = Mã vừa gõ không phải của gói này; chưa nhận gì. Xem trước lại rồi gõ đúng mã.
bundle-packs-later = Thủ tục, lịch, mẫu mới nhận có hiệu lực khi mở lại chương trình.
