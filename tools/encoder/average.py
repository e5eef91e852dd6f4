# SPDX-License-Identifier: Apache-2.0
"""Averages the weights of checkpoints of one run of trainings: better than each of them on texts
unlike those they were trained on (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482)."""

import argparse
import os

import torch
from safetensors.torch import load_file, save_file


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="+", metavar="SHARE=FILE", help="shares add up to 1")
    parser.add_argument("--out", required=True, help="checkpoint to write")
    options = parser.parse_args()
    parts = [part.split("=", 1) for part in options.checkpoints]
    if abs(sum(float(share) for share, _ in parts) - 1) > 1e-6:
        parser.error("the shares do not add up to 1")
    total: dict[str, torch.Tensor] = {}
    for share, path in parts:
        for name, weights in load_file(path).items():
            total[name] = total.get(name, 0) + float(share) * weights
    save_file(total, options.out + ".part")
    os.replace(options.out + ".part", options.out)


if __name__ == "__main__":
    main()
