# SPDX-License-Identifier: Apache-2.0
"""What the sets of texts count for when something is fitted to them."""

from collections import Counter

import numpy as np

MOST_SHARE = 4.0  # Where networks are trained a text of a small set counts for no more texts than this.


def read_shares(options):
    return {name: float(weight) for name, weight in (option.split("=") for option in options)}


def share_of_text(names, shares):
    """What one text of each set counts for, given the set of every text; 1 on average."""
    counts = Counter(names)
    whole = sum(shares.get(name, 1.0) for name in counts)
    return {n: shares.get(n, 1.0) / whole * len(names) / counts[n] for n in counts}


def training_weights(names, shares):
    """What each text counts for when a network is trained, given the set of every text."""
    share = share_of_text(names, shares)
    return np.array([min(share[name], MOST_SHARE) for name in names], np.float32)
