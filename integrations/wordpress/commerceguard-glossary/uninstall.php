<?php
/**
 * Deletes the plugin's settings, which are all that it stores, from every site of the installation.
 *
 * @package CommerceGuard\Glossary
 */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $site ) { // phpcs:ignore WordPress.Arrays
		delete_blog_option( $site, 'commerceguard_glossary' );
	}
} else {
	delete_option( 'commerceguard_glossary' );
}
