"""Treebank documents as raw text with gold boundaries, in several renderings."""
import gzip
import os
import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("GRAPHCTL_SHARED", ROOT.parent / "shared"))
TRAIN = ["en_ewt-ud-train.conllu.gz", "en_gum-free-train.conllu.gz"]
DEV = ["en_ewt-ud-dev.conllu.gz", "en_gum-free-dev.conllu.gz"]


def read(name):
    """Documents of a treebank: lists of paragraphs, lists of sentences, lists of (form, space after, words)."""
    documents, rows, comments = [], [], []
    path = SHARED / "data" / "ud" / name
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                if any(c.startswith("# newdoc") for c in comments) or not documents:
                    documents.append([])
                if any(c.startswith("# newpar") and not c.startswith("# newpar_block") for c in comments) \
                        or not documents[-1]:
                    documents[-1].append([])
                documents[-1][-1].append(sentence(rows))
                rows, comments = [], []
    return documents


def sentence(rows):
    tokens, last = [], 0
    for row in rows:
        if "." in row[0]:
            continue
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            words = [r[1] for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            tokens.append((row[1], space, words))
        elif int(row[0]) > last:
            tokens.append((row[1], space, [row[1]]))
    return tokens


def plain(document, paragraph="\n\n"):
    """The text of a document, one line per paragraph."""
    return paragraph.join(
        "".join(form + (" " if space else "") for s in p for form, space, _ in s).rstrip() for p in document)


def curly(form, space, before_space, state, rng):
    """Typographic quotes and dashes instead of typewriter ones."""
    if form in ('"', "''", "``"):
        if form != '"':
            return "“" if form == "``" else "”"
        state["open"] = before_space if before_space != space else not state.get("open", False)
        return "“" if state["open"] else "”"
    if form == "'":
        return "‘" if before_space and not space else "’"
    if form == "--":
        return rng.choice("—–")
    if form == "-" and space and before_space:
        return rng.choice("—–-")
    if form == "..." and rng.random() < 0.5:
        return "…"
    return form.replace("'", "’")


def render(document, rng, width=None, paragraph="\n\n", typographic=False, two_spaces=False, line=False, glue=0.0):
    """(text, labels) in bytes: 0 nothing, 1 a token begins, 3 a sentence begins."""
    text, labels = bytearray(), bytearray()
    separator = ""
    column = 0
    for p, paragraph_sentences in enumerate(document):
        if p:
            separator, column = paragraph, 0
        state = {}
        for s, tokens in enumerate(paragraph_sentences):
            if s and separator == " ":
                if line:
                    separator, column = "\n", 0
                elif two_spaces:
                    separator = "  "
                elif rng.random() < glue and text[-1:] in b".!?" and tokens[0][0][0].isalpha():
                    separator = ""
            for t, (form, space, _) in enumerate(tokens):
                if typographic:
                    form = curly(form, space, separator != "", state, rng)
                if separator == " " and width and column + 1 + len(form) > width:
                    separator, column = "\n", 0
                data = separator.encode()
                column += len(separator) + len(form)
                text += data
                labels += bytes(len(data))
                data = form.encode()
                text += data
                labels += bytes([3 if t == 0 else 1] + [0] * (len(data) - 1))
                separator = " " if space else ""
    return bytes(text), bytes(labels)


def abbreviations():
    """(words, abbreviation, what must follow) of the table: `any`, `name` (a capital) or `number`."""
    rows = []
    for line in (Path(__file__).parent / "abbreviate.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            long, short, follows = line.split("\t")
            rows.append((long.split(" "), short, follows))
    return rows


def abbreviated(document, rng, table, rate):
    """The document with some words abbreviated ("Senator Smith" -> "Sen. Smith") and genitives made plural ones.

    Edited English is full of abbreviations, the treebanks hold few: without this most of them would be unknown.
    """
    result = []
    for paragraph in document:
        sentences = []
        for tokens in paragraph:
            out, i = [], 0
            while i < len(tokens):
                form, space, words = tokens[i]
                if len(words) == 2 and words[1] in ("'s", "’s") and words[0].isalpha() and rng.random() < 0.08:
                    stem = words[0] if words[0].endswith("s") else words[0] + "s"
                    out.append((stem + words[1][0], space, [stem, words[1][0]]))
                    i += 1
                    continue
                for long, short, follows in table:
                    n = len(long)
                    if [t[0] for t in tokens[i:i + n]] != long or rng.random() >= rate:
                        continue
                    after = tokens[i + n][0] if i + n < len(tokens) else ""
                    fits = {"any": True, "name": after[:1].isupper(), "number": after[:1].isdigit()}[follows]
                    if not fits or any(not t[1] for t in tokens[i:i + n - 1]):
                        continue
                    space = tokens[i + n - 1][1]
                    if after == "." and i + n == len(tokens) - 1:
                        # The full stop of the abbreviation ends the sentence too.
                        space, n = tokens[-1][1], n + 1
                    out.append((short, space, [short]))
                    i += n
                    break
                else:
                    out.append(tokens[i])
                    i += 1
            sentences.append(out)
        result.append(sentences)
    return result


def renderings(document, rng, epoch):
    """One rendering of a document; different ones from epoch to epoch."""
    choice = rng.random()
    options = dict(typographic=rng.random() < 0.4, two_spaces=rng.random() < 0.06, glue=0.01 if rng.random() < 0.2 else 0)
    if epoch > 0:
        document = abbreviated(document, rng, TABLE, 0.5)
    if epoch == 0:
        options = {}
    elif choice < 0.25:
        options["width"] = rng.choice([40, 60, 65, 70, 72, 76, 80, 100])
    elif choice < 0.45:
        options["paragraph"] = "\n"
    elif choice < 0.5:
        options["line"] = True
    return render(document, rng, **options)


TABLE = abbreviations()


def write(path, documents, rng, passes):
    """Writes documents for tokenizer-examples."""
    with open(path, "wb") as file:
        for epoch in range(passes):
            for document in documents:
                text, labels = renderings(document, rng, epoch)
                file.write(len(text).to_bytes(4, "little") + text + labels)


def evaluation_text(name, width=None):
    """Raw text of a whole treebank: a blank line between paragraphs and documents, wrapped at `width` if given."""
    rng = random.Random(0)
    return "\n\n".join(render(d, rng, width=width)[0].decode() for d in read(name)) + "\n"


if __name__ == "__main__":
    import sys
    if len(sys.argv) < 2:
        sys.exit("usage: treebank.py TREEBANK [WIDTH] > raw.txt")
    sys.stdout.write(evaluation_text(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None))
