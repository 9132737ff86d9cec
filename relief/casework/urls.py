"""Addresses of applications."""

from django.urls import path

from .views import (
    application,
    as_decided,
    clocks,
    conferences,
    draws,
    leaving,
    owning,
    procedure,
    queue,
    registering,
    several,
    submitting,
)

urlpatterns = [
    path("queue/", queue.queue, name="queue"),
    path("queue/given/", queue.given_due, name="given_due"),
    path("queue/take/", several.take_several, name="take_several"),
    path("queue/approve/", several.approve_several, name="approve_several"),
    path("registered/", registering.registered, name="registered"),
    path("conferences/", conferences.conferences, name="conferences"),
    path("conferences/call/", conferences.call, name="conference_call"),
    path("conferences/<uuid:pk>/", conferences.conference, name="conference"),
    path("conferences/<uuid:pk>/minutes/", conferences.minutes, name="conference_minutes"),
    path("conferences/items/<uuid:pk>/", conferences.decide, name="conference_decide"),
    path("draws/", draws.draws, name="draws"),
    path("draws/close/", draws.close, name="draw_close"),
    path("draws/<uuid:pk>/", draws.draw, name="draw"),
    path("draws/<uuid:pk>/lots/", draws.lots, name="draw_lots"),
    path("owners/", leaving.owners, name="owners"),
    path("owners/<uuid:pk>/", leaving.leaver, name="leaver"),
    path("households/<uuid:pk>/submit/<slug:programme>/", submitting.submit, name="submit"),
    path("applications/<uuid:pk>/", application.application, name="application"),
    path("applications/<uuid:pk>/as-decided/", as_decided.as_decided, name="as_decided"),
    path("applications/<uuid:pk>/clocks/", clocks.clocks, name="clocks"),
    path("applications/<uuid:pk>/resubmit/", submitting.resubmit, name="resubmit"),
    path("applications/<uuid:pk>/correct/", application.correct, name="correct"),
    path("applications/<uuid:pk>/withdraw/", submitting.withdraw, name="withdraw"),
    path("applications/<uuid:pk>/take/", owning.take, name="take"),
    path("applications/<uuid:pk>/give-back/", owning.give_back, name="give_back"),
    path("applications/<uuid:pk>/steps/<slug:deed>/", procedure.step, name="step"),
    path("applications/<uuid:pk>/hand-over/", owning.hand_over, name="hand_over"),
]
