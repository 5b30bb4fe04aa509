"""People and the organisations they come from."""

import datetime
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from boards.models.versions import Versioned


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def on(self, day: datetime.date) -> Self:
        """Organisations that still exist on ``day``, their last day included."""
        return self.filter(models.Q(ended_on=None) | models.Q(ended_on__gte=day))


class Organisation(Versioned):
    """A partner that sends people to a board: the council, the police, a health commissioner.

    Organisations end and others take their place (in July 2022 the CCGs became ICBs); memberships keep the
    one they were on behalf of.
    """

    class Sector(models.TextChoices):
        COUNCIL = "council", "Council"
        POLICE = "police", "Police"
        HEALTH = "health", "Health"
        EDUCATION = "education", "Schools and education"
        VOLUNTARY = "voluntary", "Voluntary and community"
        GOVERNMENT = "government", "Government"
        OTHER = "other", "Other"

    name = models.CharField(max_length=200, unique=True)
    sector = models.CharField(max_length=20, choices=Sector, default=Sector.OTHER)
    ended_on = models.DateField(null=True, blank=True, help_text="Its last day, when it is no more")
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="predecessors", null=True, blank=True
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(successor=None) | models.Q(ended_on__isnull=False),
                name="successor_of_an_organisation_that_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: datetime.date) -> bool:
        return self.ended_on is None or day <= self.ended_on

    def get_desk_url(self) -> str:
        return reverse("boards:organisation", args=[self.pk])


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address; there is no user name."""

    def create_user(self, email: str | None, password: str | None = None, **facts: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower() if email else None, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **facts: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(Versioned, AbstractBaseUser, PermissionsMixin):
    """A person the service knows. Those with an address can be invited to sign in.

    A partner who never signs in is still a person with memberships and attendance, so the address may
    be missing. ``is_staff`` means *administrator*: may set up bodies, people and closed days for the whole
    council, and reads no private text by it.
    """

    email = models.EmailField("email address", unique=True, null=True, blank=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("administrator", default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.name

    @property
    def can_sign_in(self) -> bool:
        return self.is_active and self.email is not None and self.has_usable_password()

    @property
    def is_administrator(self) -> bool:
        return self.is_staff or self.is_superuser


Reader = User | AnonymousUser
