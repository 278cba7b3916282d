
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
