import unittest

from parking.receipt import arrived_on, plate


class ReceiptTest(unittest.TestCase):
    def test_shows_the_day_of_arrival(self):
        # A quarter to midnight in Greenwich.
        self.assertEqual(arrived_on(1_700_005_500), "14.11.2023")

    def test_plates_have_one_spelling(self):
        for written in ("b-xy 12", "B XY 12", "bxy12"):
            with self.subTest(written=written):
                self.assertEqual(plate(written), "BXY12")
