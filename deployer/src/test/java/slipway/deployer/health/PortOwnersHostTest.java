package slipway.deployer.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import slipway.deployer.health.PortOwners.Owner;

/// Against a unit of the real systemd: Caddy, whose admin API listens on port 2019.
@Tag("host")
class PortOwnersHostTest {
  private final PortOwners owners = new PortOwners(Path.of("/proc"));

  @Test
  void aPortBelongsToTheControlGroupThatSystemdNames() {
    assertEquals(new Owner.Group(), owners.owner(2019, "/system.slice/caddy.service", 0));
  }

  @Test
  void aPortOfAnotherUnitIsNamedWithIt() {
    Holder holder =
        assertInstanceOf(Owner.Other.class, owners.owner(2019, "/system.slice/web.service", 0))
            .holder();
    assertEquals("pid " + holder.pid() + " (caddy, in caddy.service)", holder.toString());
  }
}
