"""The room that speaks: every sentence a person in a chat reads is made here, from plain facts."""
