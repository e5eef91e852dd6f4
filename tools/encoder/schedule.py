# SPDX-License-Identifier: Apache-2.0
"""How fast a training learns."""


def rate(progress: float, warm_up: float) -> float:
    """Part of the highest rate: warm-up, then linear decay to nothing at the end of the run."""
    return min(progress / warm_up, max(0.0, (1 - progress) / (1 - warm_up)))
