"""What a distribution needs besides torch and without its extras: requirements_of.py NAME"""

import importlib.metadata
import re
import sys

for requirement in importlib.metadata.requires(sys.argv[1]):
    torch = re.match(r"(torch|torchvision|torchaudio)\b", requirement)
    if "extra ==" not in requirement and not torch:
        print(requirement)
