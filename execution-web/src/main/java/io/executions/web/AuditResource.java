package io.executions.web;

import io.executions.api.AuditEntry;
import io.executions.api.AuditFilter;
import io.executions.api.AuditPage;
import io.executions.api.json.AuditDocument;
import io.executions.api.port.AuditLog;
import io.executions.api.port.Role;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Tells who did what. */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.OPERATOR)
@ApplicationScoped
public class AuditResource {
  private final AuditLog audit;

  /** For the proxy only; public, as RESTEasy wants it. */
  public AuditResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public AuditResource(AuditLog audit) {
    this.audit = audit;
  }

  /** Lists what people did, latest first. */
  @GET
  public Response getAudit(@Context UriInfo uri, @Context SecurityContext security) {
    AuditFilter filter = AuditParameters.read(uri, audit);
    AuditPage page = audit.page(filter);
    boolean told = security.isUserInRole(Role.ADMIN.jsonName());
    return Responses.ok(AuditDocument.write(told ? page : withoutAddresses(page)));
  }

  private static AuditPage withoutAddresses(AuditPage page) {
    return new AuditPage(
        page.items().stream().map(AuditEntry::withoutAddress).toList(), page.nextCursor());
  }
}
