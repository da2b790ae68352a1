package dev.flakydetector.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flakydetector.domain.Cost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Published prices in US dollars, with the date and the region that they are of.
 *
 * @param prices by name
 */
public record PriceList(String dated, String region, Map<String, Price> prices) {

    /** The project's infra/prices.json; the build copies it beside this class. */
    private static final String FILE = "prices.json";

    public PriceList {
        prices = Map.copyOf(prices);
    }

    /** What one unit costs. */
    public record Price(double dollars, String unit) {}

    /** The list that this version was built with. */
    public static PriceList shipped() {
        try (InputStream file = PriceList.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("Our own file %s is missing".formatted(FILE));
            }
            return read(new JsonMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read our own file " + FILE, e);
        }
    }

    private static PriceList read(JsonNode list) {
        Map<String, Price> prices = new LinkedHashMap<>();
        list.path("prices")
                .properties()
                .forEach(price -> prices.put(
                        price.getKey(),
                        new Price(
                                price.getValue().path("usd").doubleValue(),
                                price.getValue().path("unit").asText())));
        return new PriceList(list.path("dated").asText(), list.path("region").asText(), prices);
    }

    /** A line of the bill. */
    Cost.Item item(Resource resource, double quantity) {
        Price price = prices.get(resource.priceName());
        if (price == null) {
            throw new IllegalStateException("The list of prices has no '%s'".formatted(resource.priceName()));
        }
        return new Cost.Item(resource.priceName(), quantity, price.unit(), quantity * price.dollars());
    }
}
