"""Profiles of hypothesis: ``dev`` by default, another by ``HYPOTHESIS_PROFILE``, ``ci`` where ``CI`` is set.

``survey`` does not look for the smallest example: it is for a first look at many failures at once.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile("dev", max_examples=25, deadline=None, suppress_health_check=SLOW)
settings.register_profile("ci", max_examples=100, deadline=None, suppress_health_check=SLOW, derandomize=True)
SURVEY = (Phase.explicit, Phase.generate)
settings.register_profile("survey", max_examples=30, deadline=None, suppress_health_check=SLOW, phases=SURVEY)
settings.register_profile("long", max_examples=600, deadline=None, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))
