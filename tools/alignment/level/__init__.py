# SPDX-License-Identifier: Apache-2.0
"""The level model: its sources, its two stages, and how it is measured."""
