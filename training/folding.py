"""Writes the folding table of the product: what `text.fold` makes of every single character that it changes.

    python -m training.folding > Sources/Language/Resources/folding.txt

One line per character: its code point in hexadecimal, a tab, what it becomes (nothing for combining marks). Hangul
syllables are missing: they decompose by rule.
"""

import sys

from .text import fold


def lines():
    for code in range(0x80, 0x110000):
        character = chr(code)
        if 0xD800 <= code <= 0xDFFF or 0xAC00 <= code <= 0xD7A3:
            continue
        folded = fold(character)
        if folded != character:
            yield f"{code:X}\t{folded}\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.writelines(lines())
