#!/usr/bin/env bash
# Makes the shipped models from ../shared/data: trains, scores with the int8 weights, writes the model file; then the
# coreference model on top of it.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
"$python" -m pip install --quiet -r training/requirements.txt
"$python" -m training train --threads "${THREADS:-1}"
"$python" -m training score --int8
"$python" -m training write
"$python" training/coref/train.py training/work/model.pt "${GRAPHCTL_SHARED:-../shared}/data"
