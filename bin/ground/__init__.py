"""The ground under the application: its environment, its PostgreSQL, its processes, its checks."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
