# SPDX-License-Identifier: Apache-2.0
"""What the sets of texts count for when something is fitted to them."""

from collections import Counter


def read_shares(options):
    return {name: float(weight) for name, weight in (option.split("=") for option in options)}


def share_of_text(names, shares):
    """What one text of each set counts for, given the set of every text; 1 on average."""
    counts = Counter(names)
    whole = sum(shares.get(name, 1.0) for name in counts)
    return {n: shares.get(n, 1.0) / whole * len(names) / counts[n] for n in counts}
