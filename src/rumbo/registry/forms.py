"""The shape of what people send to the registry's pages."""

from django import forms


class TakeBackForm(forms.Form):
    """A decision is taken back as it was shown, and no other one that was made since."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
