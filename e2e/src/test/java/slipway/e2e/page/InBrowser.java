package slipway.e2e.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import slipway.e2e.site.SiteExtension;

/// A class of tests of which each takes a [Site], with a browser on this machine.
@Tag("e2e")
@Tag("page")
@ExtendWith(SiteExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface InBrowser {}
