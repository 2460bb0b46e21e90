package io.executions.web.security;

import io.executions.api.port.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least role that may call a resource method, or all methods of a resource class. A method with
 * neither this nor {@link OpenToAll} is for administrators only.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresRole {
  /** Returns the least role. */
  Role value();
}
