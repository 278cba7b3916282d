
# the supervisor's morning
command-turn-definition = Đổi cách tính trễ hẹn
    .short = cách tính
late-by-report = theo biểu II.06a: so ngày, chờ bổ sung là trong hạn
late-by-law = theo luật: hết ngày, hết giờ của thời hạn
late-by-portal = theo chỉ số 2.1 QĐ 766: so giờ, bổ sung quá một lần là trễ
late-rounds = bổ sung { $count } lần
late-part-sync = Chờ nơi có thẩm quyền xác nhận đã nhận ({ $count })
late-part-post = Đang ở bưu chính ({ $count })
late-next-confirm = đã nhận?
late-supervisor = Lãnh đạo duyệt
late-applicant = Người nộp
late-others = Cơ quan khác
late-post = Bưu chính
late-forecast-step-and-holder = Dự báo xong { $ready }: { $files } hồ sơ cùng thủ tục, cùng người giữ, ở bước “{ $step }” từng lâu như vậy; từ bước này một nửa xong trong { $half }, 90 % trong { $most } ngày làm việc.
late-forecast-step = Dự báo xong { $ready }: { $files } hồ sơ cùng thủ tục, ở bước “{ $step }” từng lâu như vậy; từ bước này một nửa xong trong { $half }, 90 % trong { $most } ngày làm việc.
late-forecast-officer = Dự báo xong { $ready }: { $files } hồ sơ cùng thủ tục, cùng cán bộ, từng mở lâu như vậy; một nửa xong trong { $half }, 90 % trong { $most } ngày làm việc.
late-forecast-procedure = Dự báo xong { $ready }: { $files } hồ sơ cùng thủ tục, từng mở lâu như vậy; một nửa xong trong { $half }, 90 % trong { $most } ngày làm việc.
hint-kind-text = Enter xuống dòng, Tab sang ô kế.

# simplification review
report-name-steps = Rà soát theo bước và người giữ
report-name-papers = Rà soát thành phần hồ sơ
split-step = Thủ tục, bước, người giữ
split-paper = Thủ tục, giấy tờ
column-review-promised = Đã hẹn (ngày LV, trung vị)
    .short = Hẹn
column-review-longest = Lâu nhất (ngày LV)
    .short = Max
column-steps-limit = Hạn của bước (ngày LV)
    .short = Hạn
column-steps-files = Hồ sơ
column-steps-half = 50 % xong trong (ngày LV)
    .short = 50 %
column-steps-most = 90 % xong trong (ngày LV)
    .short = 90 %
column-steps-nearly-all = 95 % xong trong (ngày LV)
    .short = 95 %
column-steps-longest = Lâu nhất (ngày LV)
    .short = Max
column-steps-beyond = Quá hạn của bước (%)
    .short = Quá %
note-steps = Tính hồ sơ có kết quả trong kỳ; mỗi hồ sơ một lần ở mỗi bước, cộng mọi ngày làm việc ở bước đó, kể cả thời gian chờ bổ sung.
column-papers-need = Yêu cầu
column-papers-files = Hồ sơ
column-papers-taken = Có nộp khi tiếp nhận
    .short = Nộp
column-papers-taken-share = Có nộp (%)
    .short = Nộp %
column-papers-asked = Phải yêu cầu bổ sung
    .short = Thiếu
column-papers-asked-share = Phải yêu cầu bổ sung (%)
    .short = Thiếu %
column-papers-again = Yêu cầu từ hai lần
    .short = Lặp lại
column-papers-unused = Không ai nộp
    .short = Không dùng
papers-required = bắt buộc
papers-conditional = khi cần
papers-unlisted = ngoài danh mục
papers-unused = không dùng
note-papers = Tính hồ sơ tiếp nhận trong kỳ và mọi yêu cầu bổ sung đến cuối kỳ. Không dùng: giấy tờ có trong danh mục mà không hồ sơ nào nộp và không hồ sơ nào bị yêu cầu; cần xem xét bỏ hoặc giải thích.

# shift and proposal on paper
slip-shift = Phiếu giao ca, khóa sổ ngày
slip-proposal = Phiếu đề xuất cắt giảm thời hạn
papers-again = { $count } hồ sơ bị yêu cầu lại
shift-owed-result = trả kết quả

# the end of a day, and proposals on the screen
form-end-shift = Giao ca, khóa sổ ngày
form-propose-cut = Đề xuất cắt giảm thời hạn
command-close-day = Giao ca, khóa sổ ngày
    .short = giao ca
command-propose-cut = Đề xuất cắt giảm thời hạn
    .short = cắt hạn
field-successor = Giao hồ sơ đang giữ cho
field-handover-note = Ghi chú cho ca sau
field-cut-procedure = Thủ tục
field-cut-days = Thời hạn đề xuất (ngày LV)
shift-keep = không giao, giữ nguyên
notice-will-close-day = Bạn đang giữ { $held } hồ sơ, { $late } quá hạn. Ghi: khóa sổ ngày của cả bộ phận, in phiếu một trang.
notice-will-end-shift = Bạn đang giữ { $held } hồ sơ, { $late } quá hạn. Ghi: in phiếu giao ca một trang.
notice-day-closed = Đã khóa sổ ngày, chép vào sổ giấy: { $line }. Đã giao { $released } hồ sơ, { $refused } không giao được.
notice-shift-ended = Đã giao ca, phiếu ở hàng chờ in. Đã giao { $released } hồ sơ, { $refused } không giao được.
notice-no-review = Mở báo cáo rà soát thời hạn, bước hoặc giấy tờ, đặt con trỏ ở một thủ tục, rồi đề xuất.
notice-proposal-no-such-procedure = Không có thủ tục { $code } còn hiệu lực ở cuối kỳ; hãy chọn thủ tục khác hoặc kỳ khác.
notice-proposal-no-files = Kỳ này không có hồ sơ { $code } nào có kết quả nên không có căn cứ; hãy chọn kỳ dài hơn.
notice-proposal-not-shorter = { $days } ngày không ngắn hơn thời hạn hiện nay của { $code }; hãy chọn số nhỏ hơn.
shell-proposal-shape = Đề xuất có ba dạng: table, json, pdf.

limit-counted-in = (tính theo { $unit })
late-rounds-accounted = Bổ sung { $rounds } lần, đã giải trình { $given }.
