from tests.casework.conftest import dibao, relief

__all__ = ["dibao", "relief"]
