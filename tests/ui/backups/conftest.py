from tests.app.conftest import models, user_home  # noqa: F401  fixtures of these tests too
from tests.ui.exchange.conftest import person  # noqa: F401
