"""Turns plain values into tagged PDFs, so that every room prints through one door."""

from rumbo.common.pdf.qr import qr
from rumbo.common.pdf.render import Lang, Paper, render
from rumbo.common.pdf.values import Letterhead, Signature

__all__ = ["Lang", "Letterhead", "Paper", "Signature", "qr", "render"]
