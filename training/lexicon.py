"""What a dictionary knows better than an encoder that sees frequent words whole and hardly their letters.

Known forms: inflected forms of the treebanks and of UniMorph's verbs with their edit scripts. Known lemmas: for other
inflected words, the likely script that leads to a word of the lexicon wins over a likelier one that leads nowhere ("locat").
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from . import corpora, lemma
from .text import normalize

GROUPS = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "A", "ADV": "A"}
INFLECTED = ["VBD", "VBG", "VBN", "VBZ", "VBP", "MD", "NNS", "JJR", "JJS", "RBR", "RBS"]
CANDIDATES = 8
MARGIN = 5.0


@dataclass
class Lexicon:
    lemmas: set[str]  # "group lemma", the lemma in lower case
    forms: dict[str, str]  # "XPOS form" -> script, the form normalized and in lower case


def build(data: Path, scripts: list[str], vocabulary: set[str]) -> Lexicon:
    """From the treebanks' training parts and UniMorph; only forms whose script is among `scripts`."""
    lemmas: set[str] = set()
    forms: dict[str, str] = {}
    for name in ("en_ewt-ud-train", "en_gum-free-train"):  # where they disagree, the former wins
        counts: dict[str, Counter] = defaultdict(Counter)
        for sentence in (s for d in corpora.conllu(data / "ud" / f"{name}.conllu", name) for s in d.sentences):
            for word, known, upos, xpos in zip(sentence.words, sentence.lemmas, sentence.upos, sentence.xpos):
                if upos in GROUPS:
                    lemmas.add(f"{GROUPS[upos]} {known.lower()}")
                if xpos in INFLECTED and known != "_":
                    counts[f"{xpos} {normalize(word).lower()}"][lemma.script(word.lower(), known)] += 1
        for key, seen in counts.items():
            script, n = seen.most_common(1)[0]
            xpos, form = key.split(" ", 1)
            if xpos.startswith("VB") and lemma.apply(script, form) not in vocabulary:
                continue  # misspelt lemmas stand in the treebanks too
            if n >= 2 and n >= 0.8 * seen.total():
                forms.setdefault(key, script)
    verbs: dict[str, set[str]] = defaultdict(set)
    tags = {"V;PST": "VBD", "V;V.PTCP;PST": "VBN", "V;V.PTCP;PRS": "VBG", "V;3;SG;PRS": "VBZ"}
    for line in corpora.lines(data / "lexicon" / "unimorph-eng-verbs.tsv"):
        word, _, rest = line.partition("\t")
        form, _, features = rest.partition("\t")
        if not word.isalpha() or not word.islower():
            continue
        lemmas.add(f"V {word}")
        if word in vocabulary and features in tags:
            verbs[f"{tags[features]} {form.lower()}"].add(word)
    for key, found in verbs.items():
        if len(found) == 1:
            forms.setdefault(key, lemma.script(key.split(" ", 1)[1], *found))
    known = set(scripts)
    return Lexicon(lemmas, {key: script for key, script in forms.items() if script in known})


def choose(lexicon: Lexicon, form: str, upos: str, xpos: str, scripts: list[str], scores: list[float]) -> str:
    """The lemma of a known form; else by the best script, or by one near it whose lemma is known (`scripts` by falling score)."""
    if xpos in INFLECTED:
        script = lexicon.forms.get(f"{xpos} {normalize(form).lower()}")
        if script is not None:
            return lemma.apply(script, form)
    best = lemma.apply(scripts[0], form)
    group = GROUPS.get(upos)
    if group is None or xpos not in INFLECTED and best.lower() == form.lower() or f"{group} {best.lower()}" in lexicon.lemmas:
        return best
    for script, score in zip(scripts[1:], scores[1:]):
        if score < scores[0] - MARGIN:
            break
        other = lemma.apply(script, form)
        if f"{group} {other.lower()}" in lexicon.lemmas:
            return other
    return best
