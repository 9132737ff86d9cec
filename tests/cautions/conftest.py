from tests.funds.conftest import alone

__all__ = ["alone"]
