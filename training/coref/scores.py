"""The evaluation script's scores, from sets of spans in memory."""
import os
import pathlib

HERE = pathlib.Path(__file__).resolve()
SHARED = pathlib.Path(os.environ.get("GRAPHCTL_SHARED", HERE.parents[3] / "shared"))


def _script():
    source = (SHARED / "eval/eval_coref.py").read_text(encoding="utf-8").rsplit("\nmain()", 1)[0]
    namespace = {"__name__": "eval_coref"}
    exec(compile(source, "eval_coref.py", "exec"), namespace)
    return namespace


SCRIPT = _script()


def conll(gold, predicted, genres=()):
    """{metric: (precision, recall, F1)} over documents of [set of spans]."""
    return SCRIPT["total"]([SCRIPT["counts"](g, p) for g, p in zip(gold, predicted)])
