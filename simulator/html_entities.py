"""The few character references TDLib decodes in HTML texts."""

NAMED = {b"lt": ord("<"), b"gt": ord(">"), b"amp": ord("&"), b"quot": ord('"')}
HEX_DIGITS = b"0123456789abcdefABCDEF"
DIGITS = b"0123456789"


def decode_entity(source: bytes, position: int) -> tuple[int, int]:
    """Code point and the position after it; code point 0 when this is no reference. `source` ends with a zero byte."""
    if source[position] != ord("&"):
        return 0, position
    if source[position + 1] == ord("#"):
        code, end = _numeric(source, position + 2)
        if not 0 < code < 0x10FFFF or end - position >= 10:
            return 0, position
    else:
        end = position + 1
        while chr(source[end]).isascii() and chr(source[end]).isalpha():
            end += 1
        code = NAMED.get(source[position + 1 : end], 0)
        if not code:
            return 0, position
    return code, end + 1 if source[end] == ord(";") else end


def _numeric(source: bytes, position: int) -> tuple[int, int]:
    base, digits = (16, HEX_DIGITS) if source[position] == ord("x") else (10, DIGITS)
    end = position = position + 1 if base == 16 else position
    while source[end] in digits:
        end += 1
    return int(source[position:end] or b"0", base) & 0xFFFFFFFF, end
