# SPDX-License-Identifier: Apache-2.0
"""What the sets of texts count for when something is fitted to them."""


def read_shares(options):
    return {name: float(weight) for name, weight in (option.split("=") for option in options)}


def share_of_text(texts, shares):
    """What one text of each set counts for; 1 on average."""
    names = {t.name for t in texts}
    counts = {name: sum(t.name == name for t in texts) for name in names}
    whole = sum(shares.get(name, 1.0) for name in names)
    return {n: shares.get(n, 1.0) / whole * len(texts) / counts[n] for n in names}
