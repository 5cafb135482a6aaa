#!/usr/bin/env bash
# Makes the shipped model from ../shared/data: trains, scores with the int8 weights, writes the model file.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
"$python" -m pip install --quiet -r training/requirements.txt
"$python" -m training train --threads "${THREADS:-1}"
"$python" -m training score --int8
"$python" -m training write
