import unittest

from parking.levels import levels_with_room, offer


class LevelsTest(unittest.TestCase):
    def test_full_levels_are_left_out(self):
        self.assertEqual(levels_with_room({"green": 10, "blue": 3}, 10), {"blue"})

    def test_offers_the_first_level(self):
        self.assertEqual(offer({"green": 1, "blue": 2}, 10), "green")

    def test_offers_nothing_when_full(self):
        self.assertIsNone(offer({"green": 10}, 10))

    @unittest.skip("the roof is closed")
    def test_offers_the_roof(self):
        self.assertEqual(offer({"roof": 0}, 10), "roof")
