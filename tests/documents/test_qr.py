"""A link becomes a picture."""

from documents import qr


def test_a_link_becomes_a_square_picture_large_enough_for_a_poster() -> None:
    picture = qr.png("https://t.me/nastavnik_bot?start=abcdefghjkmn")

    width, height = (int.from_bytes(picture[start : start + 4]) for start in (16, 20))
    assert picture.startswith(b"\x89PNG")
    assert width == height >= 400


def test_other_links_give_other_pictures() -> None:
    assert qr.png("https://t.me/bot?start=a") != qr.png("https://t.me/bot?start=b")
