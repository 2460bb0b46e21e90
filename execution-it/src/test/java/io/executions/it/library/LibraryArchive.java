package io.executions.it.library;

import io.executions.it.servers.LaunchedServer;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application: its own classes, and the libraries of the built WAR. */
final class LibraryArchive {
  private LibraryArchive() {}

  static WebArchive create() {
    WebArchive archive =
        ShrinkWrap.create(WebArchive.class, "library.war")
            .addClasses(
                Ledger.class,
                Booking.class,
                Booking.Receipt.class,
                RequestNote.class,
                BookingHandler.class,
                StubbornHandler.class,
                LibraryResource.class,
                LibraryResource.Root.class)
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    LaunchedServer.service()
        .getContent(path -> path.get().matches("/WEB-INF/lib/.+"))
        .values()
        .stream()
        .forEach(node -> archive.add(node.getAsset(), node.getPath()));
    return archive;
  }
}
