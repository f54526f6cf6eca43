"""Links as QR pictures."""

import io


def png(link: str) -> bytes:
    """A picture that a phone reads from a screen and from a printed poster alike."""
    import segno  # loaded only by who draws

    picture = io.BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=12, border=4)
    return picture.getvalue()
