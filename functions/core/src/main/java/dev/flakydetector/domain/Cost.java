package dev.flakydetector.domain;

import java.util.List;

/**
 * What a detection cost in the cloud, or would have.
 *
 * @param estimate whether nothing was billed: the reruns ran on one machine, and this is what the cloud would charge
 * @param pricesDated the date of the price list, as it names itself
 * @param region whose prices they are
 * @param items what was counted, the dearest first
 */
public record Cost(boolean estimate, String pricesDated, String region, List<Item> items) {

    public Cost {
        items = List.copyOf(items);
    }

    /** In US dollars. */
    public double total() {
        return items.stream().mapToDouble(Item::dollars).sum();
    }

    /**
     * One line of the bill.
     *
     * @param name of the price in the list, such as {@code lambda_gb_second_arm64}
     * @param unit what the quantity counts, such as GB-second
     */
    public record Item(String name, double quantity, String unit, double dollars) {

        public Item {
            if (!isAmount(quantity) || !isAmount(dollars)) {
                throw new IllegalArgumentException("An item needs a quantity and dollars of at least 0, found %s and %s"
                        .formatted(quantity, dollars));
            }
        }

        private static boolean isAmount(double value) {
            return 0 <= value && value < Double.POSITIVE_INFINITY;
        }
    }
}
