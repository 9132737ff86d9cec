"""What bin/serve and bin/check run: this folder as a program, with the name of the command first."""

import importlib
import sys

OLDEST = (3, 11)


def main(command, *arguments):
    if sys.version_info < OLDEST:
        return f"python3 is {sys.version.split()[0]} here; relief needs Python 3.11 or later."
    return importlib.import_module(f"ground.{command}").main(arguments)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
