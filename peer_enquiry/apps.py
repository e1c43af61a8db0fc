from django.apps import AppConfig


class PeerEnquiryConfig(AppConfig):
    name = "peer_enquiry"
