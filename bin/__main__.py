"""What bin/serve and bin/check run: this folder as a program, with the name of the command first."""

import sys

if sys.version_info < (3, 11):
    sys.exit(f"python3 is {sys.version.split()[0]} here; relief needs Python 3.11 or later.")

from ground import check, serve

COMMANDS = {"serve": serve.main, "check": check.main}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
