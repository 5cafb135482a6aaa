"""The table of multiword tokens: which words "don't" or "cannot" is made of, learned from the treebanks."""
import collections

import treebank

# Stems of contractions: without an apostrophe a single sighting is believed only after one of these.
STEMS = set("i you he she it we they that what there here who how where let do does did is are was were has have had "
            "could would should ca wo ai must might got gon wan out else".split())


def normal(form):
    return form.lower().replace("’", "'").replace("‘", "'").replace("`", "'")


def counts(names):
    """For each form in lower case, how often which split into words was seen."""
    seen = collections.defaultdict(collections.Counter)
    for name in names:
        for document in treebank.read(name):
            for paragraph in document:
                for tokens in paragraph:
                    for form, _, words in tokens:
                        seen[normal(form)][tuple(map(len, words))] += 1
    return seen


def applies(form, suffix, before):
    stem = form[:-len(suffix)]
    return len(stem) > 0 and form.endswith(suffix) and stem[-1].isalpha() and (not before or stem[-1] in before)


def suffix_split(form, suffixes):
    for suffix, before in suffixes:
        if applies(form, suffix, before):
            return (len(form) - len(suffix), len(suffix))
    return (len(form),)


def learn_suffixes(seen):
    """Endings with an apostrophe that are words of their own, each with the letters it follows ('' for any)."""
    endings = collections.Counter()
    letters = collections.defaultdict(collections.Counter)
    for form, splits in seen.items():
        for split, count in splits.items():
            if len(split) == 2 and "'" in form[split[0]:]:
                endings[form[split[0]:]] += count
                letters[form[split[0]:]][form[split[0] - 1]] += count
    suffixes = []
    for suffix, count in endings.items():
        # A bare apostrophe makes a genitive only after the letters where that was seen more than once.
        before = "" if len(suffix) > 1 else "".join(sorted(c for c, n in letters[suffix].items() if n > 1))
        right = wrong = 0
        for form, splits in seen.items():
            if applies(form, suffix, before):
                for split, n in splits.items():
                    good = split == (len(form) - len(suffix), len(suffix))
                    right, wrong = right + n * good, wrong + n * (not good)
        if count > 2 and right > 4 * wrong:
            suffixes.append((suffix, before))
    return sorted(suffixes, key=lambda s: (-len(s[0]), s[0]))


def table(names):
    """Lines `-suffix TAB letters` for endings that are words of their own, then `form TAB words` for exceptions."""
    seen = counts(names)
    suffixes = learn_suffixes(seen)
    lines = ["# Tokens of several words: endings that are words (after a hyphen, with the letters that may stand",
             "# before them), then the words of single forms. Written by training/tokenizer/train.py."]
    lines += [f"-{suffix}\t{before}" for suffix, before in suffixes]
    for form in sorted(seen):
        split, count = max(seen[form].items(), key=lambda item: (item[1], -len(item[0])))
        others = sum(seen[form].values()) - count
        if split == suffix_split(form, suffixes) or count <= others:
            continue
        words, start = [], 0
        for length in split:
            words.append(form[start:start + length])
            start += length
        if (count < 2 or "'" not in form) and len(words) == 1 or (count < 2 or words[-1] == "s") and words[0] not in STEMS:
            continue
        if not all(word.replace("'", "").isalpha() or word == "'" for word in words):
            continue
        lines.append(form + "\t" + " ".join(words))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(treebank.TRAIN), end="")
