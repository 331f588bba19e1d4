"""Turns plain values into tagged PDFs, so that every room prints through one door."""

from rumbo.common.pdf.drawings import qr, signature
from rumbo.common.pdf.typesetting import Lang, Paper, render
from rumbo.common.pdf.values import Letterhead

__all__ = ["Lang", "Letterhead", "Paper", "qr", "render", "signature"]
