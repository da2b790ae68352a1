import unittest

from parking.tariff import price, start_night_rate


class PriceTest(unittest.TestCase):
    def test_begun_hours_count(self):
        self.assertEqual(price(61), 500)

    def test_a_day_has_a_highest_price(self):
        self.assertEqual(price(23 * 60), 1500)

    def test_night_is_cheaper(self):
        start_night_rate()
        self.assertEqual(price(120), 200)


class FreeTest(unittest.TestCase):
    def test_no_time_costs_nothing(self):
        self.assertEqual(price(0), 0)
