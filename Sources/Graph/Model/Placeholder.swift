internal import Language
