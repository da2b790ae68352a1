"""Lists the packages that the Dockerfile installs by name: packages.py apt|npm"""

import pathlib
import re
import sys

INSTALLS = {
    "apt": r"apt-get install --yes --no-install-recommends((?:\s+[a-z0-9][a-z0-9.+-]*)+)",
    "npm": r"npm install --global --no-audit --no-fund((?:\s+[a-z@][\w./@-]*)+)",
}

if __name__ == "__main__":
    dockerfile = pathlib.Path(__file__).with_name("Dockerfile").read_text().replace("\\\n", " ")
    lists = re.findall(INSTALLS[sys.argv[1]], dockerfile)
    names = sorted({name for found in lists for name in found.split()})
    if not names:
        sys.exit(f"The Dockerfile installs nothing by {sys.argv[1]}.")
    print("\n".join(names))
