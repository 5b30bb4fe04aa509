"""People and the organisations they come from."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower


class Organisation(models.Model):
    """A partner that sends people to a board: the council, the police, a health commissioner."""

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

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


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


class User(AbstractBaseUser, PermissionsMixin):
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
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.name

    @property
    def can_sign_in(self) -> bool:
        return self.is_active and self.email is not None and self.has_usable_password()


Reader = User | AnonymousUser
