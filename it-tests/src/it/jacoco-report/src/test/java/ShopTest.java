import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Weft;
import org.junit.jupiter.api.Test;

class ShopTest {

  @Test
  void price_isTheSumOfAllItems() {
    assertEquals(30, Weft.run(Shop.buy(3)));
  }
}
