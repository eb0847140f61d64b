"""Vietnamese words before and after a date, put together from what happens, how it is said and what joins it."""

from __future__ import annotations

from random import Random

from core.text.translate.dates.around import Words, numbered

LABELS = (
    "ngày", "ngày sinh", "sinh ngày", "sn", "ngày cấp", "ngày đăng", "ngày ký", "ngày gửi", "ngày nhận", "ngày hết hạn",
    "hạn", "hạn nộp", "hạn chót", "hạn sử dụng", "hsd", "nsx", "ngày sản xuất", "hạn cuối", "thời hạn", "thời gian",
    "bắt đầu", "kết thúc", "ngày bắt đầu", "ngày kết thúc", "khởi hành", "ngày đi", "ngày về", "cập nhật",
    "cập nhật lần cuối", "cập nhật ngày", "đăng lúc", "đăng ngày", "xuất bản", "phát hành", "ban hành", "hiệu lực",
    "có hiệu lực", "khai giảng", "khai mạc", "bế mạc", "lịch thi", "ngày thi", "ngày cưới", "ngày mất", "giỗ",
    "ngày giao", "giao hàng", "lịch hẹn", "nhận phòng", "trả phòng", "ngày tạo", "ngày lập", "ngày họp", "truy cập",
    "phiên họp", "hóa đơn", "đã ký", "thông báo",
)  # fmt: skip
SIGNS = (": ", ": ", ": ", ":", " - ", " ", " là ", " vào ", ", ", " = ", " – ", " ngày ", " vào ngày ", ": ngày ")
SUBJECTS = (
    "cuộc họp", "hợp đồng", "lá thư này", "buổi diễn", "sinh nhật tôi", "kỳ thi", "chuyến bay", "cửa hàng", "anh ấy",
    "cô ấy", "báo cáo", "đám cưới", "phiên tòa", "khóa học", "cây cầu", "cuốn sách", "lễ hội", "chúng tôi", "bảo tàng",
    "dự án", "ông", "bà", "nghị định", "luật", "trường", "hội nghị", "đơn hàng", "công ty", "giải đấu", "trận đấu",
    "lễ khai giảng", "tôi",
)  # fmt: skip
VERBS = (
    "là", "diễn ra", "bắt đầu", "kết thúc", "khai mạc", "được ký", "sinh", "mất", "có hiệu lực", "hết hạn", "mở cửa",
    "đóng cửa", "được tổ chức", "xảy ra", "khởi công", "khánh thành", "thành lập", "ra đời", "phát hành", "đến",
    "rời đi", "gặp nhau", "cưới", "nhập học", "tốt nghiệp", "phải nộp", "rơi vào", "dự kiến", "đã diễn ra",
    "sẽ diễn ra", "chuyển nhà", "được công bố",
)  # fmt: skip
PREPOSITIONS = (
    " vào ", " vào ", " vào ngày ", " ngày ", " ", " từ ", " từ ngày ", " trước ", " trước ngày ", " sau ",
    " đến ngày ", " đến hết ", " kể từ ngày ", " trong ", " đúng ", " hôm ", ": ", ", ", " chậm nhất ", " khoảng ",
    " vào sáng ", " vào tối ", " lúc ",
)  # fmt: skip
BARE = (
    "ngày/tháng/năm: ", "(ngày/tháng/năm) ", "vào ", "vào ngày ", "từ ", "từ ngày ", "kể từ ", "kể từ ngày ", "đến ",
    "đến ngày ", "tới ngày ", "tính đến ", "tính đến ngày ", "tính từ ngày ", "trước ", "trước ngày ", "sau ",
    "sau ngày ", "hôm nay là ", "hôm nay ", "hôm nay, ", "hôm qua, ", "ngày mai, ", "sinh ", "hẹn gặp ", "nhằm ngày ",
    "đúng ngày ", "ngay ngày ", "hết ngày ", "đến hết ngày ", "trong ngày ", "cho đến ngày ", "muộn nhất ",
    "chậm nhất là ", "khoảng ", "chốt ", "hôm ", "hôm đó là ", "đó là ", "nhân ngày ", "kỷ niệm ngày ", "lập ngày ",
    "ký ngày ", "căn cứ biên bản ngày ", "theo thông báo ngày ", "bản ngày ", "dương lịch: ", "dương lịch ngày ", "dl ",
    "và ",
)  # fmt: skip
PARTS_OF_DAY = (
    "sáng ", "trưa ", "chiều ", "tối ", "đêm ", "khuya ", "rạng sáng ", "sáng sớm ", "chiều tối ", "buổi sáng ",
    "buổi chiều ", "buổi tối ", "nửa đêm ", "đầu giờ chiều ", "giữa trưa ", "sớm ", "cuối chiều ", "sáng hôm ",
    "tối hôm ", "đêm hôm ", "chiều nay, ", "sáng nay, ", "tối nay, ", "sáng ngày ", "trưa ngày ", "chiều ngày ",
    "tối ngày ", "đêm ngày ", "rạng sáng ngày ", "vào sáng ", "vào tối ", "vào chiều ", "vào đêm ", "vào rạng sáng ",
    "trong đêm ", "buổi trưa ngày ", "buổi sáng ngày ",
)  # fmt: skip
PLACES = (
    "hà nội", "tp. hồ chí minh", "tp hồ chí minh", "tp.hcm", "tphcm", "đà nẵng", "huế", "cần thơ", "hải phòng",
    "nha trang", "sài gòn", "đà lạt", "quảng nam", "nghệ an", "bình dương", "vinh", "hội an", "tỉnh lào cai", "quận 3",
    "quận 12", "thành phố vinh", "paris",
)  # fmt: skip
NUMBERED = (
    "số {n}/qđ-ubnd", "nghị định số {n}/2020/nđ-cp", "số {n}", "phòng {n}", "trang {n}", "chương {s}", "điều {s}",
    "bài {s}", "công văn số {n}", "chuyến bay vn{n}", "hóa đơn {n}", "tập {s}", "{n} người", "{n}.000 đ", "mã {n}",
    "quyết định {n}/qđ-bgdđt", "phiên bản {s}.{s}", "tuần {s}", "buổi {s}", "{s} tuổi", "v{s}.{s}", "đt 0912 {n} {n}",
    "lần thứ {s}", "khóa {s}", "kỳ {s}", "{s} %", "lớp {s}", "hợp đồng số {n}/hđ",
)  # fmt: skip
AFTER = (
    ".", "!", ",", ";", "?", ":", "...", " …", " (ngày/tháng/năm)", " (dd/mm/yyyy)", " dương lịch", " (dương lịch)",
    ", dương lịch", " (dl)", " dl", " trở đi", " trở về trước", " - bản cuối", " (dự kiến)", " (hạn chót)",
    " (hôm nay)", " buổi sáng", " buổi chiều", " buổi tối", ", buổi sáng", " (sáng)", " (buổi tối)", " vào buổi sáng",
    " vào ban đêm", " lúc nửa đêm", " giữa trưa", " rạng sáng", ", sáng", ", tối", " (cả ngày)", " cả ngày",
    " là hạn cuối", " là sinh nhật tôi", " nhé", " ạ", " cho đến nay", " đến nay", " sau công nguyên", " (scn)", " scn",
    " công nguyên", " theo lịch", " như đã hẹn", " qua thư điện tử", " (đã ký)", " của bộ trưởng", " của chính phủ",
    " (cập nhật)", " (giờ việt nam)", ", giờ việt nam", " theo giờ địa phương", " (giờ địa phương)", " gmt+7",
    " (gmt+7)", " là ngày cưới",
)  # fmt: skip
FOR = (
    " trong {s} ngày", " ({s} ngày)", " trong {s} tuần", " cho {n} người", " (ngày thứ {s})", " ({n} trang)",
    ", còn {s} ngày",
)  # fmt: skip
AT = (
    "lúc ", "lúc ", "lúc ", "", "", "vào lúc ", "vào hồi ", "hồi ", "khoảng ", "từ ", "trước ", "đúng ", "bắt đầu lúc ",
    "đến ", "[",
)  # fmt: skip
TO_DATE = (", ", ", ", " ngày ", " ngày ", " ngày ", ", ngày ", ", ngày ", " - ", " ", " ", " vào ngày ",
           " của ngày ", ": ", " | ",
           " hôm ", ", vào ngày ", " / ", "] ")  # fmt: skip
TO_CLOCK = (
    " lúc ", " lúc ", " lúc ", " ", " ", ", ", ", ", ", lúc ", " vào lúc ", " - ", " hồi ", " từ ", " (", " khoảng ",
    " trước ",
)  # fmt: skip
WORDS = Words(PLACES, NUMBERED, AFTER, FOR, (" tại ", " tại ", " ở ", ", ", " (", " - "))


def lead(draw: Random) -> str:
    """What comes before: hạn nộp:, Hà Nội, ngày, rạng sáng, hợp đồng được ký ngày, nghị định số."""
    kind = draw.random()
    if kind < 0.24:
        return draw.choice(BARE)
    if kind < 0.46:
        return draw.choice(LABELS) + draw.choice(SIGNS)
    if kind < 0.62:
        subject = draw.choice(SUBJECTS) + " " if draw.random() < 0.8 else ""
        return subject + draw.choice(VERBS) + draw.choice(PREPOSITIONS)
    if kind < 0.82:
        return draw.choice(PARTS_OF_DAY)
    if kind < 0.93:
        place = draw.choice(("", "", "", "tại ")) + draw.choice(PLACES)
        return place + draw.choice((", ", ", ngày ", ", ngày ", " - ", " ngày ", ": ", ", vào ngày ", ", hôm ", " "))
    return numbered(WORDS, draw) + draw.choice(
        (" ngày ", " ngày ", ", ", ", ngày ", " - ", ": ", " ký ngày ", " ban hành ngày ")
    )
