"""Known lemmas: among the likely edit scripts of an inflected word, the one that leads to a word of the lexicon wins.

The encoder knows frequent words whole and hardly sees their letters, so that a script may be off by one ("locat").
"""

from pathlib import Path

from . import corpora, lemma

GROUPS = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "A", "ADV": "A"}
INFLECTED = ["VBD", "VBG", "VBN", "VBZ", "VBP", "MD", "NNS", "JJR", "JJS", "RBR", "RBS"]
CANDIDATES = 8
MARGIN = 5.0


def build(data: Path) -> set[str]:
    """Keys, `group lemma` in lower case, of the treebanks' lemmas and of UniMorph's verbs."""
    keys = set()
    for name in ("en_ewt-ud-train", "en_gum-free-train"):
        for sentence in (s for d in corpora.conllu(data / "ud" / f"{name}.conllu", name) for s in d.sentences):
            keys |= {f"{GROUPS[u]} {l.lower()}" for u, l in zip(sentence.upos, sentence.lemmas) if u in GROUPS}
    for line in corpora.lines(data / "lexicon" / "unimorph-eng-verbs.tsv"):
        word = line.split("\t")[0].lower()
        if word.isalpha():
            keys.add(f"V {word}")
    return keys


def choose(keys: set[str], form: str, upos: str, xpos: str, scripts: list[str], scores: list[float]) -> str:
    """The lemma by the best script, or by the best one near it whose lemma is known; `scripts` by falling score."""
    best = lemma.apply(scripts[0], form)
    group = GROUPS.get(upos)
    if group is None or xpos not in INFLECTED and best.lower() == form.lower() or f"{group} {best.lower()}" in keys:
        return best
    for script, score in zip(scripts[1:], scores[1:]):
        if score < scores[0] - MARGIN:
            break
        other = lemma.apply(script, form)
        if f"{group} {other.lower()}" in keys:
            return other
    return best
